"""The tables of the index, and the lookups that are made once they are filled."""

from __future__ import annotations

from quanli.catalogue.approved_tables import APPROVED_SCHEMA
from quanli.catalogue.stored_row import COLUMNS

SCHEMA = f"""
create table power ({", ".join(f"{name}{' primary key' if name == 'code' else ''}" for name in COLUMNS)}) without rowid;
create table awaited (code primary key, file, name) without rowid;
create table unfiled (code primary key) without rowid;
create table cites (key, code, primary key (key, code)) without rowid;
create table uses (key, code, primary key (key, code)) without rowid;
create table topic (key, code, primary key (key, code)) without rowid;
create table serves (key, code, primary key (key, code)) without rowid;
create table lacks (key, code, primary key (key, code)) without rowid;
create table called (key, code, primary key (key, code)) without rowid;
create table begins (key, code, primary key (key, code)) without rowid;
create table points (kind, target, code, file, path, primary key (kind, target, code, path)) without rowid;
create table tally (kind, key, count, primary key (kind, key)) without rowid;
{APPROVED_SCHEMA}"""

SECONDARY = """
create index power_by_category on power (category, code);
create index power_by_office on power (office, code);
create index power_by_office_category on power (office, category, code);
create index power_by_state on power (state, category, code);
create index power_by_initial on power (initial, code);
create index power_by_guide on power (guide, code) where guide <> '';
create index power_by_parent on power (parent, code) where parent <> '';
create index power_by_file on power (file);
create index power_by_letters on power (lower(code));
create index power_by_next on power (next_on) where next_on is not null;
create index awaited_by_file on awaited (file);
create index cites_by_code on cites (code);
create index uses_by_code on uses (code);
create index topic_by_code on topic (code);
create index serves_by_code on serves (code);
create index lacks_by_code on lacks (code);
create index called_by_code on called (code);
create index begins_by_code on begins (code);
create index points_by_code on points (code);
"""
"""Made when a new index has been filled: the catalogue is read in the order of its files."""
