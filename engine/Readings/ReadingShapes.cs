using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Readings;

/// <summary>Every object of the readings format, version 1: the reader opens them by these, the schema names them the same.</summary>
internal static class ReadingShapes
{
    public static readonly JsonShape Readings = new(
        "readings", ["schema", "instrument", "version", "rule", "limits", "scales"], ["$schema"]);

    public static readonly JsonShape Scale = new("scale", ["scale", "levels"], ["limits"]);
    public static readonly JsonShape Levels = new("levels", ["high", "middle", "low"], []);
    public static readonly JsonShape Texts = new("texts", ["student", "parent", "psychologist"], []);

    public static ImmutableArray<JsonShape> All => [Readings, Scale, Levels, Texts];
}
