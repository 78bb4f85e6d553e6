-- What somebody claimed in an auction and has not brought to an end yet: nobody hoards awards.

CREATE INDEX opportunities_awarded ON opportunities (tenant_id, owner_id) WHERE outcome IS NULL AND stage <> 'signed' AND auction ->> '$.state' = 'awarded';
