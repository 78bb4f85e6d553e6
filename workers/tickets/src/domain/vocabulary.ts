/** Words of the domain that people choose from. */
export const ticketKinds = ['complaint', 'service_request', 'fault', 'inquiry'] as const;

export const ticketChannels = [
  'phone',
  'web',
  'email',
  'sms',
  'letter',
  'fax',
  'counter',
  'account_manager',
  'partner',
  'forwarded',
  'api',
] as const;

export const grades = ['strategic', 'A', 'B', 'C', 'none'] as const;

export const visibilities = ['public', 'internal'] as const;
export const directions = ['inbound', 'outbound'] as const;
