namespace Diagnostics.Web.Access;

/// <summary>
/// One line in the log for whoever is turned away with something that was made here: a ticket that was used, a board's cookie at another board, an account
/// outside its role or place. It names the door and the account, never what was brought; the log of deeds stays one of deeds.
/// </summary>
internal sealed partial class Refusals(TimeProvider clock, ILogger<Refusals> logger)
{
    /// <summary>Lines at once and in a minute: a flood of refusals fills no disk.</summary>
    public const int MostLines = 60;

    private readonly TokenBuckets _lines = new(MostLines, MostLines, clock);
    private long _untold;

    /// <param name="account">Who of the staff it was; null when that is not known.</param>
    public void Tell(HttpContext context, string kind, string? account = null)
    {
        if (!_lines.TryTake(""))
        {
            Interlocked.Increment(ref _untold);
            return;
        }

        // The pattern and not the address: an address holds links.
        string door = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "a door";
        Log.Refused(logger, context.Request.Method, door, kind, account ?? "nobody known", Interlocked.Exchange(ref _untold, 0));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused at {Method} {Door}: {Kind}, by {Account}; {Untold} more were not written down")]
        public static partial void Refused(ILogger logger, string method, string door, string kind, string account, long untold);
    }
}
