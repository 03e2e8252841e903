using Diagnostics.Engine;
using Diagnostics.Web.Access;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;
using Diagnostics.Web.Watch;

namespace Diagnostics.Web;

/// <param name="Engine">Where the data lies.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="PublicUrl">Address printed on cards, or null for the one the page was opened by.</param>
/// <param name="Demo">Seed the demo region into an empty store and print codes.</param>
internal sealed record ServerOptions(EngineOptions Engine, string Urls, Uri? PublicUrl, bool Demo)
{
    /// <summary>Certificate and proxies; plain HTTP by default.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>What one student's line may carry.</summary>
    public LineLimits Lines { get; init; } = new();

    /// <summary>How long a node that ends waits for its students to be at others. Default 10 s; zero: not at all.</summary>
    public TimeSpan Drain { get; init; } = UsualDrain;

    public static readonly TimeSpan UsualDrain = TimeSpan.FromSeconds(10);

    /// <summary>With more of it a stop would come close to 30 s, after which systems kill.</summary>
    public static readonly TimeSpan MostDrain = TimeSpan.FromSeconds(15);

    /// <summary>What a stop may take behind the drain: requests under way, rows of this node, what waits to be written.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    /// <summary>The operator's sign-in provider; none by default.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>What alerts the operator; the built-in conditions by default.</summary>
    public IReadOnlyList<AlertCondition> Alerts { get; init; } = AlertList.BuiltIn;

    /// <summary>What a collector brings to read /metrics; null by default: that door is not there.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>Where metrics and traces are sent (OTLP); null by default: what the OTEL_ variables say, otherwise nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>How the log is written; for people by default.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>
    /// Coordinators, who hold keys of names, need a second factor too. False by default: only psychologists and everybody from the municipality up do.
    /// Counts from the next sign-in on.
    /// </summary>
    public bool CoordinatorsNeedFactor { get; init; }
}
