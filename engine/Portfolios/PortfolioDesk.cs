using Diagnostics.Engine.Results;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Portfolios;

/// <summary>Signs, by a result key, what the student sees at that moment. Nothing is kept of it, and nothing the student writes comes here.</summary>
public sealed class PortfolioDesk
{
    private readonly Database _database;
    private readonly ResultDesk _results;
    private readonly PortfolioWriter _writer;
    private readonly SigningKeys _keys;
    private readonly TimeProvider _clock;

    internal PortfolioDesk(Database database, ResultDesk results, PortfolioWriter writer, SigningKeys keys, TimeProvider clock) =>
        (_database, _results, _writer, _keys, _clock) = (database, results, writer, keys, clock);

    /// <summary>What every signature of this server can be checked with.</summary>
    public PublishedKeys Keys => _keys.Published;

    /// <summary>Null when the key opens nothing, or nothing any more (<see cref="ResultDesk.IsWithdrawnAsync"/>).</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SignedPortfolio?> SignAsync(string resultKey, CancellationToken cancellation)
    {
        // Between two readings a session can be erased: then the key opens nothing.
        if (await _results.FindAsync(resultKey, cancellation) is not { } own
            || await _database.FirstOrDefaultAsync<PortfolioPlace>(PortfolioPlace.OfSession, own, cancellation) is not { } place)
        {
            return null;
        }

        PortfolioStatement statement = _writer.Write(
            _results.Show(own), place, await _results.YearsOfAsync(own, cancellation), _clock.GetUtcNow().ToUnixTimeMilliseconds());
        string text = statement.ToJson();
        return new SignedPortfolio(_keys.Sign(text), _keys.Sign(new PortfolioMark(statement, text).ToJson()));
    }
}
