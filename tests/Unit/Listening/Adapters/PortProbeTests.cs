using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Listening.Adapters;

namespace ChargerFirmware.Tests.Unit.Listening.Adapters;

public sealed class PortProbeTests
{
    [Fact]
    public void A_port_that_is_taken_gives_way_to_the_next_one_that_is_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = (IPEndPoint)listener.LocalEndpoint;

        var free = PortProbe.FirstFree(taken);

        Assert.True(PortProbe.IsTaken(taken));
        Assert.InRange(free.Port, taken.Port + 1, taken.Port + 19);
        Assert.False(PortProbe.IsTaken(free));
        Assert.Equal(free, PortProbe.FirstFree(free));
    }
}
