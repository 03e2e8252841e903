namespace Diagnostics.Scoring.Dif;

/// <summary>Which items leave the total when it is purified.</summary>
public enum DifPurification
{
    /// <summary>Those significant at .05, as difR does. Of many thousands of respondents nearly every item is, and hardly a total is left.</summary>
    Significant,

    /// <summary>Those of class B or C: large enough to matter and beyond chance, however many respondents there are.</summary>
    Sizable,
}
