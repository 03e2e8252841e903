-- Whom the operator's sign-in provider calls the same person. Issuer and subject stand here as one hash: they are compared, never shown.
CREATE TABLE external_identity (
    identity_hash text NOT NULL PRIMARY KEY,
    account_id text NOT NULL UNIQUE REFERENCES account (id),
    linked_at bigint NOT NULL
);
