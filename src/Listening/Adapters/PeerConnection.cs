using Microsoft.AspNetCore.Connections;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>A connection as <see cref="ConnectionQuota"/> counts it.</summary>
internal sealed class PeerConnection
{
    private readonly ConnectionQuota _quota;
    private readonly ConnectionContext _connection;

    public PeerConnection(ConnectionQuota quota, ConnectionContext connection)
    {
        _quota = quota;
        _connection = connection;
        Place = new LinkedListNode<PeerConnection>(this);
    }

    /// <summary>Its place among those that keep the server waiting; in no list while the server keeps it waiting.</summary>
    internal LinkedListNode<PeerConnection> Place { get; }

    /// <summary>It is counted no more. Under the quota's lock.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>A whole request is here: from now on the server is at work, or the connection has become a WebSocket.</summary>
    public void BeginWork() => _quota.BeginWork(this);

    /// <summary>The answer has gone out, or the client does not take it: the server waits for the client.</summary>
    public void EndWork() => _quota.EndWork(this);

    public void Abort(string reason) => _connection.Abort(new ConnectionAbortedException(reason));
}
