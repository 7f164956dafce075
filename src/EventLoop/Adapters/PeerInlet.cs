using System.Threading.Channels;

namespace ChargerFirmware.EventLoop.Adapters;

/// <summary>
/// The way of one peer's messages onto a loop: in their order, behind the turns of devices, and never more than a handful that the
/// loop has not taken. The reader of the peer waits meanwhile, and with it the peer: a burst costs neither memory nor a device's turn.
/// </summary>
/// <param name="room">So many messages may lie on the loop at once.</param>
public sealed class PeerInlet(Loop loop, int room = 4)
{
    // A place for each message that lies on the loop.
    private readonly Channel<byte> _places = Channel.CreateBounded<byte>(room);

    /// <summary>Hands a message over as soon as there is room. Called off the loop, one message after the other.</summary>
    /// <param name="take">Runs on the loop; what it throws is the loop's fault to report.</param>
    /// <exception cref="ChannelClosedException">The inlet was closed, before or meanwhile; the message was not handed over.</exception>
    public async ValueTask PostAsync(Action take)
    {
        await _places.Writer.WriteAsync(0).ConfigureAwait(false);
        loop.PostBehind(() =>
        {
            try
            {
                take();
            }
            finally
            {
                _places.Reader.TryRead(out _);
            }
        });
    }

    /// <summary>Lets nothing in any more, and releases those who wait for room. Any thread.</summary>
    public void Close() => _places.Writer.TryComplete();
}
