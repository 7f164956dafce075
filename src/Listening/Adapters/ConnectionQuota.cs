using Microsoft.AspNetCore.Connections;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>
/// So many connections at once. Where there is no room for a newcomer, the one goes that has kept the server waiting longest: it is
/// silent, slow with its request, slow to read its answer, or idle. One for which the server works never goes so.
/// </summary>
internal sealed class ConnectionQuota(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PeerConnection> _waiting = new();
    private int _count;

    /// <summary>Serves a connection, in front of Kestrel's own work.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var peer = new PeerConnection(this, connection);
        connection.Features.Set(peer);
        if (!TryAdmit(peer))
        {
            peer.Abort("too many connections are being served");
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(peer);
        }
    }

    internal void BeginWork(PeerConnection peer)
    {
        lock (_gate)
        {
            Remove(peer);
        }
    }

    internal void EndWork(PeerConnection peer)
    {
        lock (_gate)
        {
            if (peer.Place.List is null && !peer.HasLeft)
            {
                _waiting.AddLast(peer.Place);
            }
        }
    }

    private bool TryAdmit(PeerConnection peer)
    {
        PeerConnection? evicted = null;
        lock (_gate)
        {
            if (_count >= most)
            {
                evicted = _waiting.First?.Value;
                if (evicted is null)
                {
                    peer.HasLeft = true;
                    return false;
                }

                Remove(evicted);
                evicted.HasLeft = true;
                _count--;
            }

            _count++;
            _waiting.AddLast(peer.Place);
        }

        evicted?.Abort("others want to be served");
        return true;
    }

    private void Leave(PeerConnection peer)
    {
        lock (_gate)
        {
            Remove(peer);
            if (!peer.HasLeft)
            {
                peer.HasLeft = true;
                _count--;
            }
        }
    }

    private void Remove(PeerConnection peer)
    {
        if (peer.Place.List is not null)
        {
            _waiting.Remove(peer.Place);
        }
    }
}
