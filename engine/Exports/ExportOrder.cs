using System.Collections.Immutable;

namespace Diagnostics.Engine.Exports;

/// <summary>What a researcher asks for. What is given may tell less: see <see cref="ExportSummary"/>.</summary>
public sealed record ExportOrder
{
    /// <summary>No group of alike rows may be asked to be smaller.</summary>
    public const int LeastAlikeAllowed = 5;

    /// <summary>Nor larger: nothing would be left.</summary>
    public const int MostAlikeAllowed = 1_000;

    /// <summary>Campaign of the region.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Identifiers of instruments; empty for all.</summary>
    public ImmutableArray<string> Instruments { get; init; } = [];

    /// <summary>Which traits of a person are told.</summary>
    public TraitDetail Traits { get; init; } = new(Grade: true, Sex: true, Settlement: false, PlaceDetail.None);

    /// <summary>Answers by item.</summary>
    public bool HasItems { get; init; } = true;

    /// <summary>Raw scores by scale.</summary>
    public bool HasScores { get; init; } = true;

    /// <summary>How long each answer took.</summary>
    public bool HasTimes { get; init; }

    /// <summary>Also sessions that enter no norms: in doubt, at home, with special conditions, interrupted.</summary>
    public bool IsEverybody { get; init; }

    /// <summary>So many rows at least are alike in all traits that are told.</summary>
    public int LeastAlike { get; init; } = LeastAlikeAllowed;

    /// <summary>While more than this share of rows would be left out, less is told of each, 0..1.</summary>
    public double MostLeftOut { get; init; } = 0.02;

    public ExportOrderFault? Fault => this switch
    {
        { LeastAlike: < LeastAlikeAllowed or > MostAlikeAllowed } => ExportOrderFault.Alike,
        { MostLeftOut: not (>= 0 and <= 1) } => ExportOrderFault.Share,
        { HasItems: false, HasScores: false } => ExportOrderFault.Nothing,
        { HasItems: false, HasTimes: true } => ExportOrderFault.TimesAlone,
        _ => null,
    };
}

/// <summary>What is wrong with an order.</summary>
public enum ExportOrderFault
{
    /// <summary>The least group is out of bounds.</summary>
    Alike,

    /// <summary>The share is none.</summary>
    Share,

    /// <summary>Neither answers nor scores.</summary>
    Nothing,

    /// <summary>Times stand beside answers.</summary>
    TimesAlone,
}

/// <summary>How exactly a place is told.</summary>
public enum PlaceDetail
{
    None,

    Municipality,

    /// <summary>Instead of municipality and settlement a number that is the school's in this export alone; a school with few rows has none.</summary>
    School,
}

/// <summary>What the file is for.</summary>
public enum ExportFormat
{
    /// <summary>Comma, UTF-8, decimal points.</summary>
    Csv,

    /// <summary>BOM, semicolon, decimal commas.</summary>
    ExcelCsv,

    Xlsx,

    /// <summary>CSV and syntax that reads it.</summary>
    Spss,

    /// <summary>CSV and a script that reads it.</summary>
    R,

    /// <summary>What the columns mean, without rows.</summary>
    Codebook,

    /// <summary>Statements of the Experience API 1.0.3, one a line.</summary>
    Xapi,

    /// <summary>QTI Results Reporting 3.0, a file a session.</summary>
    Qti,
}
