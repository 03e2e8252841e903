using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

internal record AccountRow
{
    public const string Columns = """
        a.id, a.login, a.name, a.role, a.node_kind AS NodeKind, a.node_id AS NodeId, a.password_hash AS PasswordHash, a.totp_key AS TotpKey,
        a.demo, a.disabled
        """;

    public required string Id { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string NodeKind { get; init; }

    public required string NodeId { get; init; }

    public required string PasswordHash { get; init; }

    public string? TotpKey { get; init; }

    public required bool Demo { get; init; }

    public required bool Disabled { get; init; }

    public Account ToAccount() => new(
        Id, Login, Name, StoredText.Read<StaffRole>(Role), new OrgNode(StoredText.Read<NodeKind>(NodeKind), NodeId), Demo, Disabled, TotpKey is not null);

    /// <summary>A factor that does not open leaves the rest of the account as it is: <see cref="Credentials.IsFactorLost"/>.</summary>
    public Credentials ToCredentials(KeyRing keys) => new(
        ToAccount(), PasswordHash, TotpKey is not null && SealedText.TryOpen(keys.Staff.Span, Id, TotpKey, out byte[] key) ? (ReadOnlyMemory<byte>?)key : null);
}
