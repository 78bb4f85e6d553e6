// The page of a link in a mail: takes the token from behind the `#`, and posts it with what the form says.
const [form, faults, done] = ['form', 'faults', 'done'].map((id) => document.getElementById(id));
const said = (id) => document.getElementById(id).content.textContent;
const filled = (id) => document.getElementById(id)?.value ?? '';
const language = { 'Accept-Language': document.documentElement.lang };

function tell(texts) {
  faults.replaceChildren(
    ...texts.map((text) => {
      const line = document.createElement('p');
      line.textContent = text;
      return line;
    }),
  );
  faults.hidden = texts.length === 0;
}

/** What a problem document says: each wrong field, else the whole. */
function textsOf(problem) {
  const errors = (problem.errors ?? []).map(({ detail }) => detail);
  return errors.length > 0 ? errors : [problem.detail ?? problem.title];
}

function showDone() {
  // The token is spent: it has no business in the history of a shared machine.
  history.replaceState(null, '', location.pathname);
  form.remove();
  document.getElementById('intro').remove();
  done.hidden = false;
}

/** Accepting an invitation begins a session. Nobody works in this page: it ends here, and people sign in where they work. */
async function signOut({ accessToken }) {
  const headers = { ...language, Authorization: `Bearer ${accessToken}` };
  await fetch('/v1/auth/sign-out', { method: 'POST', headers });
}

async function send(token) {
  const name = filled('name').trim();
  const body = { token, [form.dataset.password]: filled('password'), ...(name && { name }) };
  const headers = { ...language, 'Content-Type': 'application/json' };
  const response = await fetch(form.dataset.api, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) return tell(textsOf(await response.json()));
  showDone();
  if (response.status === 200) await signOut(await response.json());
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  tell([]);
  if (filled('password') !== filled('again')) return tell([said('differs')]);
  const button = document.getElementById('send');
  button.disabled = true;
  try {
    await send(location.hash.slice(1));
  } catch {
    // Once it is done, only the end of the session is missing: that ends by itself.
    if (done.hidden) tell([said('unreachable')]);
  } finally {
    button.disabled = false;
  }
});

function begin() {
  const isComplete = location.hash.length > 1;
  form.hidden = !isComplete;
  tell(isComplete ? [] : [said('incomplete')]);
}

addEventListener('hashchange', () => form.isConnected && begin());
begin();
