namespace Diagnostics.Engine.Accounts;

/// <summary>Somebody of the staff. The password's hash and the second factor's key stay in <see cref="Credentials"/>.</summary>
/// <param name="Login">As it was typed when the account was made; compared without regard to case.</param>
/// <param name="Name">What colleagues see.</param>
/// <param name="Demo">Belongs to the demo region; opens nothing outside <c>--demo</c>.</param>
public sealed record Account(string Id, string Login, string Name, StaffRole Role, OrgNode Node, bool Demo, bool Disabled, bool HasSecondFactor)
{
    public bool May(StaffAct act, OrgPath target) => !Disabled && Permissions.May(Role, Node, act, target);

    /// <summary>A second factor is due before anything else; the demo's accounts are spared it.</summary>
    /// <param name="ofCoordinators">The region demands it of coordinators as well.</param>
    public bool NeedsSecondFactor(bool ofCoordinators) =>
        !Demo && (Permissions.NeedsSecondFactor(Role) || (ofCoordinators && Role == StaffRole.Coordinator));
}

/// <summary>What proves that it is them.</summary>
/// <param name="PasswordHash">In the framework's own format; empty for an account that opens through the sign-in provider only.</param>
/// <param name="TotpKey">The confirmed key of the second factor; null when there is none, and when it cannot be opened.</param>
public sealed record Credentials(Account Account, string PasswordHash, ReadOnlyMemory<byte>? TotpKey)
{
    /// <summary>A second factor is asked for and no code can be compared with it: a recovery code opens, or somebody takes the factor away.</summary>
    public bool IsFactorLost => Account.HasSecondFactor && TotpKey is null;
}

/// <param name="Role">The role the account will have.</param>
/// <param name="Node">Where it will have it.</param>
public sealed record NewAccount(string Login, string Name, StaffRole Role, OrgNode Node, string PasswordHash, bool Demo = false);
