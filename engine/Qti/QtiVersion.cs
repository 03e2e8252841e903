namespace Diagnostics.Engine.Qti;

/// <summary>Which version of the format a package is written in; both are read, and 2.1 as 2.2.</summary>
public enum QtiVersion
{
    /// <summary>1EdTech QTI 2.2.</summary>
    V22,

    /// <summary>1EdTech QTI 3.0.</summary>
    V30,
}
