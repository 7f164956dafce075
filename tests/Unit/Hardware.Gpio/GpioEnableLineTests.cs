using System.Device.Gpio;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class GpioEnableLineTests
{
    private const int Pin = 5;

    private readonly GpioBench _bench = new();
    private readonly List<TimeSpan> _edges = [];

    [Fact]
    public void It_is_toggled_while_it_is_alive()
    {
        var line = Line();

        _bench.Run(line.Start);
        _bench.RunFor(350);

        Assert.True(line.IsAlive);
        Assert.Equal([0, 100, 200, 300], _edges.Select(edge => (int)edge.TotalMilliseconds));
    }

    [Fact]
    public void It_rests_low_after_it_was_stopped()
    {
        var line = Line();
        _bench.Run(line.Start);
        _bench.RunFor(50);

        _bench.Run(line.Stop);
        _edges.Clear();
        _bench.RunFor(1000);

        Assert.False(line.IsAlive);
        Assert.Empty(_edges);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Pin));
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(249, 498)]
    public void A_period_that_leaves_no_room_for_a_late_edge_is_refused(int toggleMs, int dropOutMs)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new GpioEnableLine(
            _bench.Loop, _bench.Gpio, new GpioEnableLineOptions { Pin = Pin, ToggleMs = toggleMs, DropOutMs = dropOutMs }));

        Assert.Contains("less than half", refusal.Message, StringComparison.Ordinal);
    }

    private GpioEnableLine Line()
    {
        GpioEnableLine? line = null;
        _bench.Run(() => line = new GpioEnableLine(_bench.Loop, _bench.Gpio, new GpioEnableLineOptions { Pin = Pin }));
        _bench.Chip.OutputChanged += (_, _) => _edges.Add(_bench.Loop.Elapsed);
        return line!;
    }
}
