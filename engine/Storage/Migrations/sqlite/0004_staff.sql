CREATE TABLE account (
    id text NOT NULL PRIMARY KEY,
    login text NOT NULL,
    -- The login in one case: what is compared.
    login_key text NOT NULL UNIQUE,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('teacher', 'psychologist', 'coordinator', 'municipality', 'region', 'methodologist', 'operator')),
    node_kind text NOT NULL CHECK (node_kind IN ('server', 'region', 'municipality', 'school')),
    node_id text NOT NULL,
    password_hash text NOT NULL,
    -- Sealed with the key of the data folder; null until confirmed.
    totp_key text,
    -- The last time step a code was taken for: none is taken twice.
    totp_step integer NOT NULL,
    demo integer NOT NULL CHECK (demo IN (0, 1)),
    disabled integer NOT NULL CHECK (disabled IN (0, 1)),
    created_at integer NOT NULL
);

CREATE INDEX account_node ON account (node_kind, node_id);

CREATE TABLE recovery_code (
    account_id text NOT NULL REFERENCES account (id),
    code_hash text NOT NULL,
    used_at integer,
    PRIMARY KEY (account_id, code_hash)
);

-- A link that makes an account, or with account_id one that sets a new password.
CREATE TABLE invitation (
    id text NOT NULL PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    role text NOT NULL,
    node_kind text NOT NULL,
    node_id text NOT NULL,
    account_id text REFERENCES account (id),
    made_by text NOT NULL,
    made_at integer NOT NULL,
    expires_at integer NOT NULL,
    -- Used or withdrawn: it opens nothing any more.
    closed_at integer
);

CREATE INDEX invitation_node ON invitation (node_kind, node_id);

CREATE TABLE staff_session (
    id text NOT NULL PRIMARY KEY,
    account_id text NOT NULL REFERENCES account (id),
    token_hash text NOT NULL UNIQUE,
    stage text NOT NULL CHECK (stage IN ('codeDue', 'factorDue', 'complete')),
    agent text NOT NULL,
    created_at integer NOT NULL,
    seen_at integer NOT NULL,
    expires_at integer NOT NULL
);

CREATE INDEX staff_session_account ON staff_session (account_id);

-- One row: the end of the chain.
CREATE TABLE audit_head (
    id integer NOT NULL PRIMARY KEY CHECK (id = 1),
    number integer NOT NULL,
    hash text NOT NULL
);

INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

CREATE TABLE audit_entry (
    number integer NOT NULL PRIMARY KEY,
    at integer NOT NULL,
    actor text NOT NULL,
    act text NOT NULL,
    object_kind text NOT NULL,
    -- Both null when the object was erased; the digest stays, and with it the chain.
    object_id text,
    object_salt text,
    object_digest text NOT NULL,
    region_id text,
    municipality_id text,
    school_id text,
    class_id text,
    detail text NOT NULL,
    hash text NOT NULL
);

CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id);

CREATE INDEX audit_entry_school ON audit_entry (school_id, number);
