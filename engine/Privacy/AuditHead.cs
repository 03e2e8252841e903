namespace Diagnostics.Engine.Privacy;

/// <summary>The end of the log of deeds.</summary>
/// <param name="Number">Of the last entry; 0 in an empty log.</param>
/// <param name="Seal">Of the last entry; empty in an empty log.</param>
public sealed record AuditHead(long Number, string Seal)
{
    /// <summary>As short as it can be written down by hand.</summary>
    public string ShortSeal => Seal.Length <= 16 ? Seal : Seal[..16];
}
