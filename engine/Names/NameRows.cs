using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.Names;

internal sealed record PairRow
{
    public required string PublicKey { get; init; }

    public required string SealedPrivate { get; init; }

    public NamePair ToPair() => new(PublicKey, SealedPrivate);
}

internal sealed record KeyRow
{
    public required long Generation { get; init; }
}

internal sealed record SchoolRow
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required long Generation { get; init; }

    public string? Wrapped { get; init; }

    public string? Recovery { get; init; }

    public required bool IsDue { get; init; }
}

internal sealed record ReaderRow : AccountRow
{
    public string? PublicKey { get; init; }

    public string? Holder { get; init; }

    public NameReader ToReader()
    {
        Account account = ToAccount();
        return new NameReader(account.Id, account.Name, account.Role, PublicKey, Holder is not null);
    }
}

internal sealed record ClassRow
{
    public required string Id { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required int Seats { get; init; }

    public required long Revision { get; init; }

    public required string BoardLink { get; init; }

    public required int Year { get; init; }

    public NamedClass ToClass() => new(Id, $"{Grade}{Letter}", Year, Seats, Revision, BoardLink);
}

internal record ListRow
{
    public string? ClassId { get; init; }

    public long Generation { get; init; }

    public long Revision { get; init; }

    public string? Sealed { get; init; }

    public SealedList ToList() => new(ClassId!, Generation, Revision, Sealed!);
}

internal sealed record ClassNamesRow : ListRow
{
    public required string SchoolId { get; init; }

    public required long KeyGeneration { get; init; }

    public string? Wrapped { get; init; }

    public ClassNames ToNames() => new(SchoolId, KeyGeneration, Wrapped, ClassId is null ? null : ToList());
}
