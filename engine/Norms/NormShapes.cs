using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Norms;

/// <summary>Every object of the norm format, version 1: the reader opens them by these, the schema names them the same.</summary>
internal static class NormShapes
{
    public static readonly JsonShape Norms = new(
        "norms", ["schema", "id", "version", "created", "source", "by", "settings", "scales", "cells"], ["$schema"]);

    public static readonly JsonShape Settings = new("settings", ["method", "leastN"], ["smoothingDegree"]);
    public static readonly JsonShape Scale = new("scale", ["id", "min", "max"], []);
    public static readonly JsonShape Cell = new("cell", ["group", "frequencies"], []);

    public static ImmutableArray<JsonShape> All => [Norms, Settings, Scale, Cell];
}
