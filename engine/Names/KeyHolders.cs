using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Names;

/// <summary>Who holds the keys of schools.</summary>
internal static class KeyHolders
{
    private const string MarkDue = """
        UPDATE school_key SET due = 1 WHERE school_id IN (SELECT school_id FROM school_key_wrap WHERE account_id = @accountId)
        """;

    private const string Drop = "DELETE FROM school_key_wrap WHERE account_id = @accountId";

    /// <summary>
    /// Somebody leaves: their wraps go at once, and the schools whose key they held are told to change it, because what was open in a
    /// browser may have been kept.
    /// </summary>
    public static void Leave(WriteScope scope, string accountId)
    {
        scope.Execute(MarkDue, new { accountId });
        scope.Execute(Drop, new { accountId });
    }

    /// <summary>Somebody made a new pair: what was wrapped for the old one opens nothing.</summary>
    public static void Forget(WriteScope scope, string accountId) => scope.Execute(Drop, new { accountId });
}
