namespace Diagnostics.Engine.Sessions;

/// <summary>Special conditions of one student: what is different, never why. The names stand in the store: never rename one.</summary>
public enum Accommodation
{
    None,

    /// <summary>Sections with a time limit last a quarter longer.</summary>
    Time125,

    /// <summary>Half as long again.</summary>
    Time150,

    /// <summary>Twice as long.</summary>
    Time200,
}

internal static class Accommodations
{
    /// <summary>How long limits are, in percent of the battery's.</summary>
    public static int TimePercent(this Accommodation accommodation) => accommodation switch
    {
        Accommodation.None => 100,
        Accommodation.Time125 => 125,
        Accommodation.Time150 => 150,
        Accommodation.Time200 => 200,
    };

    /// <summary>As the store has it: null for none.</summary>
    public static Accommodation FromStore(string? text) => text is null ? Accommodation.None : Storage.StoredText.Read<Accommodation>(text);
}
