using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Qti;

/// <summary>What is to be said of one place of a package that was read.</summary>
/// <param name="Kind">What it means for the instrument.</param>
/// <param name="File">File of the package; empty for the package itself.</param>
/// <param name="Line">Line from 1; 0 where it is about no line.</param>
/// <param name="Element">Element, with its identifier where it has one; empty where it is about the whole file.</param>
/// <param name="Words">What is to be said, in both languages.</param>
public sealed record QtiFinding(QtiFindingKind Kind, string File, int Line, string Element, Wording Words)
{
    private const int Longest = 400;

    /// <summary>In English, on one line.</summary>
    public string Reason => Plain(Words.English);

    /// <summary>In Russian, on one line.</summary>
    public string RussianReason => Plain(Words.Russian());

    /// <summary>Foreign names and words as they may stand on one line of a report.</summary>
    internal static string Plain(string text) =>
        string.Concat((text.Length <= Longest ? text : text[..Longest] + "…").Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
}

/// <summary>What a finding means for the instrument.</summary>
public enum QtiFindingKind
{
    /// <summary>Nothing comes of the package.</summary>
    Fault,

    /// <summary>An item, or a part of one, is not in the instrument.</summary>
    LeftOut,

    /// <summary>It is there, but not quite as it was.</summary>
    Changed,
}
