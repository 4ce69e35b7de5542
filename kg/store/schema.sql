-- One graph file. Everything below `document` leaves with its document; ids are content hashes.

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    published TEXT
) WITHOUT ROWID;

CREATE TABLE article (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    page INTEGER,
    published TEXT,
    text TEXT NOT NULL,
    layout TEXT NOT NULL -- JSON: blocks, pages, runs
);
CREATE INDEX article_document ON article (document_id, ordinal);

-- An entity as one article names it; the same type and name have the same id in every article, but for
-- persons, of whom every article has its own. `key` is the folded name; `mentions` says how often it is
-- named, `curated` how often of these from a curated list.
CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL DEFAULT '',
    mentions INTEGER NOT NULL DEFAULT 0,
    curated INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX entity_key ON entity (key, type);

-- Distinct spellings, folded (kg.identity.names.name_key), for look-up and for the trigram index; how they
-- are spoken, for look-up by pinyin and by its initials.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    pinyin TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT ''
);
CREATE INDEX name_pinyin ON name (pinyin);
CREATE INDEX name_initials ON name (initials);
CREATE VIRTUAL TABLE name_search USING fts5 (
    key, content = 'name', content_rowid = 'id', tokenize = 'trigram'
);
CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
    INSERT INTO name_search (rowid, key) VALUES (new.id, new.key);
END;
CREATE TRIGGER name_removed AFTER DELETE ON name BEGIN
    INSERT INTO name_search (name_search, rowid, key) VALUES ('delete', old.id, old.key);
END;

CREATE TABLE entity_name (
    entity_id TEXT NOT NULL REFERENCES entity (id),
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    surface TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (entity_id, article_id, surface)
) WITHOUT ROWID;
CREATE INDEX entity_name_name ON entity_name (name_id);
CREATE INDEX entity_name_article ON entity_name (article_id);

CREATE TABLE identifier (
    entity_id TEXT NOT NULL REFERENCES entity (id),
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entity_id, article_id, key, value)
) WITHOUT ROWID;
CREATE INDEX identifier_value ON identifier (value);
CREATE INDEX identifier_article ON identifier (article_id);

CREATE TABLE mention (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    entity_id TEXT NOT NULL REFERENCES entity (id),
    type TEXT NOT NULL,
    surface TEXT NOT NULL,
    finder TEXT NOT NULL,
    PRIMARY KEY (article_id, start, "end", entity_id)
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity_id);

CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    subject_id TEXT NOT NULL REFERENCES entity (id),
    object_id TEXT REFERENCES entity (id),
    literal TEXT,
    CHECK ((object_id IS NULL) <> (literal IS NULL))
) WITHOUT ROWID;
CREATE INDEX statement_subject ON statement (subject_id);
CREATE INDEX statement_object ON statement (object_id);

-- One reading of a statement, with the status and the qualifiers that this sentence gave it.
CREATE TABLE evidence (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    page INTEGER,
    subject_start INTEGER,
    subject_end INTEGER,
    object_start INTEGER,
    object_end INTEGER,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    status TEXT NOT NULL,
    event TEXT NOT NULL, -- normalised date and round: what tells two deals of one pair apart
    qualifiers TEXT NOT NULL -- JSON
);
CREATE INDEX evidence_statement ON evidence (statement_id);
CREATE INDEX evidence_article ON evidence (article_id);

CREATE TABLE reject (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER
);
CREATE INDEX reject_article ON reject (article_id);

-- Who stands for whom: derived from all of the above by kg.identity, never edited.
CREATE TABLE resolution (
    entity_id TEXT PRIMARY KEY REFERENCES entity (id) ON DELETE CASCADE,
    canonical_id TEXT NOT NULL REFERENCES entity (id),
    reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX resolution_canonical ON resolution (canonical_id);

-- Keys under which entities of one type meet that may be one (kg.identity.blocking).
CREATE TABLE clue (
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (type, key, entity_id)
) WITHOUT ROWID;
CREATE INDEX clue_entity ON clue (entity_id);

-- What all articles together say of an entity that is no person (kg.store.summary): its names,
CREATE TABLE form (
    entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    surface TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (entity_id, surface)
) WITHOUT ROWID;
CREATE INDEX form_name ON form (name_id);

-- and its codes.
CREATE TABLE code (
    entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entity_id, key, value)
) WITHOUT ROWID;
CREATE INDEX code_value ON code (value);

-- What is known of a person: JSON of codes, employers, whether curated, name. Persons with the same folded
-- name `key` and the same `known` are told apart by nothing. `rank` puts those named most often first.
CREATE TABLE person (
    entity_id TEXT PRIMARY KEY REFERENCES entity (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    known TEXT NOT NULL,
    rank INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX person_known ON person (key, known, rank);

-- By what persons of one name may be one: the id of an employer, or a code; '' where nothing is known.
CREATE TABLE tie (
    key TEXT NOT NULL,
    token TEXT NOT NULL,
    known TEXT NOT NULL,
    PRIMARY KEY (key, token, known)
) WITHOUT ROWID;
CREATE INDEX tie_token ON tie (token);

-- Whether an article names both, for pairs of which settling had to know.
CREATE TABLE meeting (
    first TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    second TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    together INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX meeting_second ON meeting (second);

-- Whose resolution has to be looked at again; an id may be that of an entity that is gone.
CREATE TABLE unsettled (
    entity_id TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Pairs, not of persons, that stayed apart although something speaks for their being one: derived, for kg review.
CREATE TABLE doubt (
    first TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    second TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    probability REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX doubt_second ON doubt (second);

-- The judgements in force: a copy of the user's file, which stays the place to change them.
CREATE TABLE judgement (
    position INTEGER PRIMARY KEY,
    judgement TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    relation TEXT NOT NULL,
    event TEXT NOT NULL,
    correction TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL,
    why TEXT NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL
);
CREATE INDEX judgement_first ON judgement (first_id);
CREATE INDEX judgement_second ON judgement (second_id);
