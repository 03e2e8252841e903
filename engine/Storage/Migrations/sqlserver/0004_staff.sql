CREATE TABLE account (
    id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    login nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- The login in one case: what is compared.
    login_key nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    role nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (role IN ('teacher', 'psychologist', 'coordinator', 'municipality', 'region', 'methodologist', 'operator')),
    node_kind nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (node_kind IN ('server', 'region', 'municipality', 'school')),
    node_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    password_hash nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Sealed with the key of the data folder; null until confirmed.
    totp_key nvarchar(200) COLLATE Latin1_General_100_BIN2,
    -- The last time step a code was taken for: none is taken twice.
    totp_step bigint NOT NULL,
    demo bigint NOT NULL CHECK (demo IN (0, 1)),
    disabled bigint NOT NULL CHECK (disabled IN (0, 1)),
    created_at bigint NOT NULL
);

CREATE INDEX account_node ON account (node_kind, node_id);

CREATE TABLE recovery_code (
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES account (id),
    code_hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    used_at bigint,
    PRIMARY KEY (account_id, code_hash)
);

-- A link that makes an account, or with account_id one that sets a new password.
CREATE TABLE invitation (
    id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    token_hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    role nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node_kind nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 REFERENCES account (id),
    made_by nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    -- Used or withdrawn: it opens nothing any more.
    closed_at bigint
);

CREATE INDEX invitation_node ON invitation (node_kind, node_id);

CREATE TABLE staff_session (
    id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES account (id),
    token_hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    stage nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (stage IN ('codeDue', 'factorDue', 'complete')),
    agent nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE INDEX staff_session_account ON staff_session (account_id);

-- One row: the end of the chain.
CREATE TABLE audit_head (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    number bigint NOT NULL,
    hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);

INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

CREATE TABLE audit_entry (
    number bigint NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    actor nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    act nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    object_kind nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Both null when the object was erased; the digest stays, and with it the chain.
    object_id nvarchar(200) COLLATE Latin1_General_100_BIN2,
    object_salt nvarchar(200) COLLATE Latin1_General_100_BIN2,
    object_digest nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    region_id nvarchar(200) COLLATE Latin1_General_100_BIN2,
    municipality_id nvarchar(200) COLLATE Latin1_General_100_BIN2,
    school_id nvarchar(200) COLLATE Latin1_General_100_BIN2,
    class_id nvarchar(200) COLLATE Latin1_General_100_BIN2,
    detail nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id);

CREATE INDEX audit_entry_school ON audit_entry (school_id, number);
