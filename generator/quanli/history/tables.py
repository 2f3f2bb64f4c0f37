"""The tables of the record: the main line and what each commit touched, what versions say, how they differ, and the events."""

from __future__ import annotations

SCHEMA = """
create table meta (key primary key, value) without rowid;
create table line (position integer primary key, id unique, day, doubtful, said, moment, garbled, subject, trailers, parents,
                   personal, events, dates, authored);
create index line_by_day on line (day);
create index line_of_events on line (day, position) where events;
create index line_with_events on line (position) where events;
create index line_bad on line (position) where doubtful or garbled;
create index line_personal on line (position) where personal;
create table brought (position, file, id, trailers, personal, authored, primary key (position, file, id)) without rowid;
create index brought_personal on brought (position) where personal;
create table entry (code, position, file, before, after, silent, primary key (code, position, file)) without rowid;
create index entry_by_position on entry (position, code);
create table renamed (code, position, old_code, old_file, old_blob, primary key (code, position)) without rowid;
create index renamed_by_old on renamed (old_code, position);
create table reading (blob primary key, readable, faults, effective_on, state_on, category, name, office, personal) without rowid;
create index reading_unread on reading (blob) where not readable;
create index reading_personal on reading (blob) where personal;
create table diff (before, after, changes, names, primary key (before, after)) without rowid;
create index diff_named on diff (before) where names <> '';
create table event (code, position, file, before, after, base, renamed_from, effective_on, trailers,
                    legal, office, category, decided, primary key (code, position)) without rowid;
create table of_kind (kind, position, code, primary key (kind, position desc, code)) without rowid;
create index of_kind_by_code on of_kind (code);
create index event_by_pair on event (after, base);
create index event_by_position on event (position desc, code) where legal;
create index event_by_office on event (office, position desc, code) where legal;
create index event_by_category on event (category, position desc, code) where legal;
create index event_decided_late on event (position) where decided <> '';
create index event_by_effect on event (effective_on) where legal;
create table paper (change, name, position, blob, primary key (change, name)) without rowid;
create index paper_by_position on paper (position);
create table statement (change primary key, position, base, said, text) without rowid;
create table stated (path, change, before, after, code, primary key (path, change)) without rowid;
create index stated_by_change on stated (change);
create table approval (change, name, position, digest, role, office, signer, day, refused, text, good, fingerprint, primary key (change, name)) without rowid;
create index approval_good on approval (day desc, change) where good and not refused;
create table turned (kind, key, serial, primary key (kind, key)) without rowid;
create index turned_since on turned (kind, serial);
create table proof (digest primary key, good, fingerprint) without rowid;
create table stating (code, position, change, primary key (code, position, change)) without rowid;
create index stating_by_change on stating (change);
"""
READ_FROM_GIT = ("line", "brought", "entry", "renamed", "event", "of_kind", "paper", "statement", "stated", "approval", "stating")
"""Tables to read again when history was rewritten; what blobs say and how they differ stays true."""

ONCE = " and not exists (select 1 from renamed n where n.old_code = e.code and n.position = e.position)"
"""An item given a new code in a commit has an event under each of both codes there; it counts once."""
