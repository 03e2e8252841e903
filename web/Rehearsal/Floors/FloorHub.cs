using Diagnostics.Engine.Rehearsals;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>The floors with a hub.</summary>
internal sealed class FloorHub(FloorLog? log = null) : Hub
{
    public async Task<FloorReply> Put(FloorPut put)
    {
        if (log is not null)
        {
            await log.WriteAsync(put);
        }

        return new FloorReply("ok", put.Number);
    }
}
