-- Keys and papers of names. Everything here was encrypted in a browser: the server can open none of it.
-- A staff member's pair of keys: the private half is sealed with a phrase that is no password and never sent.
CREATE TABLE name_pair (
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES account (id),
    public_key nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sealed_private nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at bigint NOT NULL
);

-- The school's key: the generation in use, wrapped by the printed recovery key. Due when somebody who held it has left.
CREATE TABLE school_key (
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES school (id),
    generation bigint NOT NULL CHECK (generation > 0),
    recovery nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    due bigint NOT NULL CHECK (due IN (0, 1)),
    made_at bigint NOT NULL
);

-- The key of the generation in use, wrapped for one person's public half.
CREATE TABLE school_key_wrap (
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_key (school_id),
    account_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES name_pair (account_id),
    wrapped nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    handed_at bigint NOT NULL,
    PRIMARY KEY (school_id, account_id)
);

CREATE INDEX school_key_wrap_account ON school_key_wrap (account_id);

-- A list of names of a class, encrypted with the school's key.
CREATE TABLE name_list (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES school_class (id),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_key (school_id),
    generation bigint NOT NULL,
    -- Grows with every change; what is encrypted is bound to it.
    revision bigint NOT NULL CHECK (revision > 0),
    sealed nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_at bigint NOT NULL
);

CREATE INDEX name_list_school ON name_list (school_id);
