using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>Every object of the instrument format, version 1: readers open them by these, the schema names them the same.</summary>
internal static class InstrumentShapes
{
    public static readonly JsonShape Instrument = new(
        "instrument",
        ["schema", "id", "version", "languages", "title", "instruction", "status", "scales", "formats", "items", "scoring"],
        ["$schema", "note", "result", "forms"]);

    public static readonly JsonShape Scale = new("scale", ["id", "kind", "title", "meaning"], []);
    public static readonly JsonShape Item = new("item", ["id", "format"], ["text", "picture", "pictureText", "options", "solution", "tags"]);
    public static readonly JsonShape Option = new("option", ["text"], ["svg"]);
    public static readonly JsonShape Svg = new("svg", ["tag", "attributes"], ["children"]);
    public static readonly JsonShape SvgShape = new("svgShape", ["tag"], ["attributes", "children"]);

    public static readonly JsonShape Likert = new("likert", ["type", "first", "labels"], []);
    public static readonly JsonShape Pair = new("pair", ["type"], []);
    public static readonly JsonShape BestWorst = new("bestWorst", ["type"], []);
    public static readonly JsonShape SingleChoice = new("singleChoice", ["type"], []);
    public static readonly JsonShape MultipleChoice = new("multipleChoice", ["type", "least", "most"], ["exclusive"]);
    public static readonly JsonShape Ranking = new("ranking", ["type"], []);
    public static readonly JsonShape Number = new("number", ["type", "min", "max", "decimals"], []);
    public static readonly JsonShape Slider = new("slider", ["type", "low", "high"], []);

    public static readonly JsonShape Scoring = new("scoring", ["missing", "keys"], ["unscored"]);
    public static readonly JsonShape Prorate = new("prorate", ["rule", "share"], []);
    public static readonly JsonShape Tolerate = new("tolerate", ["rule", "blanks"], []);
    public static readonly JsonShape Zero = new("zero", ["rule"], []);
    public static readonly JsonShape ScaleKey = new("scaleKey", ["scale", "items"], []);
    public static readonly JsonShape ItemKey = new("itemKey", ["item"], ["reverse", "points", "option"]);

    public static ImmutableArray<JsonShape> Formats => [Likert, Pair, BestWorst, SingleChoice, MultipleChoice, Ranking, Number, Slider];

    public static ImmutableArray<JsonShape> MissingRules => [Prorate, Tolerate, Zero];

    public static ImmutableArray<JsonShape> All =>
        [Instrument, Scale, Item, Option, Svg, SvgShape, .. Formats, Scoring, .. MissingRules, ScaleKey, ItemKey];
}
