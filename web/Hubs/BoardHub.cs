using Diagnostics.Engine.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Sends a class's board to its viewers; what a teacher does goes over <see cref="Api.BoardApi"/>.</summary>
public sealed class BoardHub(BoardViewers viewers) : Hub<IBoardClient>
{
    /// <summary>Set by <see cref="SocketDoor"/> from the board's cookie before the socket is accepted.</summary>
    public const string ClassItem = "class";

    private string ClassId => (string)Context.Items[ClassItem]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[ClassItem] = Context.GetHttpContext()!.Items[ClassItem];
        viewers.Came(ClassId, Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        viewers.Left(ClassId, Context);
        return Task.CompletedTask;
    }
}

/// <summary>What the server says to a board.</summary>
public interface IBoardClient
{
    Task Board(BoardView view);
}
