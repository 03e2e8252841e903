using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Oidc;

/// <summary>What the provider proved.</summary>
/// <param name="IsStrong">It says that a second factor was used, in a way the operator listed as enough.</param>
internal sealed record OidcProof(ExternalIdentity Identity, bool IsStrong);
