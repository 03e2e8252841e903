using System.Globalization;
using System.Text;
using Diagnostics.Engine.Norms;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Monitoring;

/// <summary>Norms of a form as norm files: what they are called, written and read.</summary>
internal static class NormName
{
    private const int LongestId = 64;

    /// <param name="version">As norm files have it.</param>
    public static NormOrigin Origin(FormKey key, RegionCampaign campaign, string version, DateTimeOffset now)
    {
        string id = $"{key.Instrument}-{key.Form}-{campaign.Year.ToString(CultureInfo.InvariantCulture)}".ToLowerInvariant().Replace('_', '-');
        DateTimeOffset second = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        return new NormOrigin(
            id.Length <= LongestId ? id : id[..LongestId], version, second,
            string.Create(CultureInfo.InvariantCulture, $"{campaign.Region}, {campaign.Year}: {key.Instrument} {key.Version}, {key.Form}"));
    }

    public static string ToJson(NormSet norms)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        NormFile.Write(norms, text);
        return text.ToString();
    }

    /// <exception cref="InvalidDataException">It is no norm file.</exception>
    public static NormSet FromJson(string json) => NormFile.Read(Encoding.UTF8.GetBytes(json)).Norms ?? throw new InvalidDataException("Stored norms are no norm file.");
}
