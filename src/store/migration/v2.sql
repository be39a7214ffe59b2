-- Trigrams only, no positions: a third of the size. A hit is checked against the text itself.
CREATE VIRTUAL TABLE event_text USING fts5(
    text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);
-- Every event up to this number is in the index.
CREATE TABLE indexed (up_to INTEGER NOT NULL) STRICT;
INSERT INTO indexed VALUES (0);
CREATE TRIGGER event_text_out AFTER DELETE ON events
WHEN old.number <= (SELECT up_to FROM indexed) BEGIN
    DELETE FROM event_text WHERE rowid = old.number;
END;
