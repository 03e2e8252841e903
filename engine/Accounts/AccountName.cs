using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>The name an account has now, for whoever reads who did something.</summary>
internal static class AccountName
{
    private const string NameOf = "SELECT name FROM account WHERE id = @id";

    /// <returns>The identifier itself where there is no such account any more.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public static async Task<string> OfAsync(Database database, string id, CancellationToken cancellation) =>
        await database.FirstOrDefaultAsync<string>(NameOf, new { id }, cancellation) ?? id;
}
