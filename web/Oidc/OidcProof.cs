using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Oidc;

/// <summary>What the provider proved.</summary>
/// <param name="IsStrong">It says that a second factor was used, in a way the operator listed as enough.</param>
internal sealed record OidcProof(ExternalIdentity Identity, bool IsStrong);

/// <summary>What asking the provider came to.</summary>
/// <param name="IsReached">False when it did not answer: nothing is said of the code.</param>
/// <param name="Proof">Null as well when it refused the code, or when what it says does not hold.</param>
internal sealed record OidcAnswer(bool IsReached, OidcProof? Proof);
