using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.LiveDay;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Diagnostics.Web.Api;

/// <summary>Replies of the day's board, each put into words and packed once for all who look at the same place: what a viewer costs is sending bytes.</summary>
internal sealed class DayReplies(DayBoard day, IOptions<JsonOptions> json)
{
    /// <summary>Viewers in step ask for two or three different ones; whoever makes up others shares nothing and keeps nobody out.</summary>
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<(OrgNode Place, string Since), DayReply> _made = [];
    private readonly Lock _gate = new();
    private long _revision;

    /// <summary>Null before the day was counted for the first time.</summary>
    public DayReply? Find(OrgNode place, string? since)
    {
        Renew();
        if (_made.TryGetValue((place, since ?? ""), out DayReply? made))
        {
            return made;
        }

        if (day.Read(place, since) is not { } view)
        {
            return null;
        }

        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(view, json.Value.SerializerOptions);
        DayReply reply = new(plain, Pack(plain));
        if (_made.Count < MostKept)
        {
            _made[(place, since ?? "")] = reply;
        }

        return reply;
    }

    private void Renew()
    {
        lock (_gate)
        {
            if (day.Revision is var now && now != _revision)
            {
                _revision = now;
                _made.Clear();
            }
        }
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }
}

/// <param name="Packed">The same in gzip. Nothing in it is a secret or comes from whoever asks, so its length tells nothing.</param>
internal sealed record DayReply(byte[] Plain, byte[] Packed);
