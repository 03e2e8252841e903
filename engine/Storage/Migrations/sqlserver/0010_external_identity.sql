-- Whom the operator's sign-in provider calls the same person. Issuer and subject stand here as one hash: they are compared, never shown.
CREATE TABLE external_identity (
    identity_hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE REFERENCES account (id),
    linked_at bigint NOT NULL
);
