namespace Diagnostics.Engine.FrozenContent;

/// <summary>What a piece of content is.</summary>
public enum ContentPartKind
{
    Battery,
    Instrument,
    Form,
    Readings,
    Atlas,
    Consent,
}

/// <summary>A piece of content by its name, and what it is, letter by letter.</summary>
/// <param name="Name">Battery or instrument with its version, form behind them; instrument of readings; year of an atlas; version of a consent text.</param>
/// <param name="Hash">SHA-256, lower-case hex.</param>
public sealed record ContentPart(ContentPartKind Kind, string Name, string Hash);

/// <summary>How what the server runs differs from what was frozen.</summary>
public enum ContentChange
{
    Changed,

    /// <summary>The server has no such piece any more.</summary>
    Missing,

    /// <summary>The campaign uses it, and it was not there when the content was frozen.</summary>
    Added,
}

public sealed record ContentDifference(ContentPartKind Kind, string Name, ContentChange Change);

/// <summary>What the students of a content rehearsal come to in one section.</summary>
/// <param name="Battery">The battery's identifier.</param>
/// <param name="Version">The battery's version.</param>
/// <param name="Part">Instrument, its version and its form.</param>
/// <param name="Hash">Over all students' scores, bands, tiers and counts of the section, rounded to nine significant digits.</param>
public sealed record ExpectedSection(string Battery, string Version, string Part, string Hash);
