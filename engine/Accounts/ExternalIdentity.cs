namespace Diagnostics.Engine.Accounts;

/// <summary>Somebody as the operator's sign-in provider names them: the pair that OpenID Connect says is unique and never given anew.</summary>
public sealed record ExternalIdentity(string Issuer, string Subject)
{
    /// <summary>OpenID Connect Core 1.0, section 2: a subject has at most 255 ASCII characters.</summary>
    public const int LongestSubject = 255;

    internal string Hash => Sha256Hex.Of($"{Issuer}\n{Subject}");

    /// <summary>Stands in no log.</summary>
    public override string ToString() => nameof(ExternalIdentity);
}
