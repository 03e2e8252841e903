using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Storage;

/// <summary>What the store says about itself. Never answers, codes, keys or names.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(1, LogLevel.Information, "Store {Dialect} is open; migrations applied now: {Applied}.")]
    public static partial void Opened(ILogger logger, string dialect, int applied);

    [LoggerMessage(2, LogLevel.Warning, "Read failed, attempt {Attempt}: {Kind}; repeated in {DelayMs} ms.")]
    public static partial void Retry(ILogger logger, int attempt, string kind, double delayMs);

    [LoggerMessage(3, LogLevel.Error, "The store fails too often: reads are refused for {DurationMs} ms.")]
    public static partial void Broken(ILogger logger, double durationMs);

    [LoggerMessage(4, LogLevel.Error, "A write transaction failed; {Jobs} jobs were refused and nothing was acknowledged.")]
    public static partial void WriteFailed(ILogger logger, int jobs, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "The store cannot be reopened yet: {Kind}.")]
    public static partial void ReopenFailed(ILogger logger, string kind);

    [LoggerMessage(6, LogLevel.Warning, "The store is back; the marks of {Sessions} sessions were read again.")]
    public static partial void Reopened(ILogger logger, int sessions);

    [LoggerMessage(7, LogLevel.Error, "The store refused one batch's data ({Kind}); the others were written.")]
    public static partial void DataRefused(ILogger logger, string kind);

    [LoggerMessage(8, LogLevel.Warning, "The write-ahead log could not be checkpointed: {Kind}.")]
    public static partial void RestFailed(ILogger logger, string kind);

    [LoggerMessage(9, LogLevel.Critical, "The writer's thread ended; every write is refused from now on.")]
    public static partial void WriterEnded(ILogger logger, Exception error);

    [LoggerMessage(10, LogLevel.Critical, "The log of session {Session} is damaged; it takes no more answers until it is looked at.")]
    public static partial void SessionDamaged(ILogger logger, string session);

    [LoggerMessage(11, LogLevel.Error, "Less than {Bytes} bytes are free: nobody new is let in until there is more.")]
    public static partial void DiskLow(ILogger logger, long bytes);

    [LoggerMessage(12, LogLevel.Critical, "The disk is full: {Bytes} bytes of ballast were given up for those who have begun.")]
    public static partial void BallastDropped(ILogger logger, long bytes);

    [LoggerMessage(13, LogLevel.Warning, "No room could be set aside for a full disk: {Kind}.")]
    public static partial void BallastNotLoaded(ILogger logger, string kind);

    [LoggerMessage(14, LogLevel.Warning, "The log of deeds is sealed with keys/audit.key from entry {Number} on. Expected once in a store's life, at its first start with that key.")]
    public static partial void SealsBegun(ILogger logger, long number);

    [LoggerMessage(15, LogLevel.Warning, "keys/token.key was not there and was made anew: students type their codes again, boards ask for their PIN, staff may have to sign in again. Answers and accounts are untouched.")]
    public static partial void TokenKeyMade(ILogger logger);

    [LoggerMessage(16, LogLevel.Warning, "{Count} second factors were sealed with another keys/staff.key and cannot be read: their owners need them taken away (user forget-factors).")]
    public static partial void FactorsUnread(ILogger logger, int count);

    [LoggerMessage(17, LogLevel.Warning, "The write-ahead log has {Bytes} bytes, more than {Limit}: a reader of the store, perhaps another program, stays at an old moment and the log cannot be cut. Answers go on; the disk fills.")]
    public static partial void LogLong(ILogger logger, long bytes, long limit);

    [LoggerMessage(18, LogLevel.Information, "The write-ahead log is short again: {Bytes} bytes.")]
    public static partial void LogShort(ILogger logger, long bytes);

    [LoggerMessage(19, LogLevel.Error, "The copy of the store on the second disk failed ({Kind}): answers go on with one disk alone, and the copy is begun anew when that one takes it; tried every minute.")]
    public static partial void CopyFailed(ILogger logger, string kind);

    [LoggerMessage(20, LogLevel.Information, "The copy of the store on the second disk is whole: {Bytes} bytes and the log from here on.")]
    public static partial void CopyWhole(ILogger logger, long bytes);

    [LoggerMessage(21, LogLevel.Warning, "The copy of the store on the second disk could not begin anew ({Kind}): it goes on from its old beginning and grows; tried every minute.")]
    public static partial void CopyNotRenewed(ILogger logger, string kind);

    /// <summary>What kind of fault it is, with the database's own code where it gives one; never its message, which may quote a value.</summary>
    public static string KindOf(Exception? error) => error switch
    {
        null => "",
        DbException { SqlState: { Length: > 0 } state } => $"{error.GetType().Name} {state}",
        _ => error.GetType().Name,
    };
}
