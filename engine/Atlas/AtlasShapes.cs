using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Atlas;

/// <summary>Every object of the atlas format, version 1: the reader opens them by these, the schema names them the same.</summary>
internal static class AtlasShapes
{
    public static readonly JsonShape Atlas = new(
        "atlas",
        ["schema", "id", "year", "version", "title", "note", "sources", "sectors", "professions", "directions", "profiles", "links"],
        ["$schema"]);

    public static readonly JsonShape Source = new("source", ["id", "title", "date", "confirms"], ["licence", "note"]);
    public static readonly JsonShape Sector = new("sector", ["id", "title", "description"], []);

    public static readonly JsonShape Profession = new(
        "profession",
        [
            "code", "title", "description", "sector", "object", "soc", "interests", "aptitudes", "values", "day", "subjects", "ways",
            "requirements", "health", "adapted", "related", "sources",
        ],
        ["okz"]);

    public static readonly JsonShape Interests = new("interests", ["R", "I", "A", "S", "E", "C"], []);

    public static readonly JsonShape Direction = new(
        "direction", ["code", "title", "group", "description", "edition", "verified", "subjects", "sources"], ["exams"]);

    public static readonly JsonShape Exam = new("exam", ["required", "oneOf", "year", "institution", "complete", "link"], []);
    public static readonly JsonShape Profile = new("profile", ["id", "title", "description", "groups", "samples"], []);
    public static readonly JsonShape Sample = new("sample", ["subjects", "school", "link"], ["note"]);
    public static readonly JsonShape Link = new("link", ["id", "title", "by", "template"], []);

    public static ImmutableArray<JsonShape> All =>
        [Atlas, Source, Sector, Profession, Interests, Direction, Exam, Profile, Sample, Link];
}
