namespace Diagnostics.Engine.Qti;

/// <summary>What is to be said of one place of a package that was read.</summary>
/// <param name="Kind">What it means for the instrument.</param>
/// <param name="File">File of the package; empty for the package itself.</param>
/// <param name="Line">Line from 1; 0 where it is about no line.</param>
/// <param name="Element">Element, with its identifier where it has one; empty where it is about the whole file.</param>
/// <param name="Reason">In English, for whoever imports.</param>
public sealed record QtiFinding(QtiFindingKind Kind, string File, int Line, string Element, string Reason);

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
