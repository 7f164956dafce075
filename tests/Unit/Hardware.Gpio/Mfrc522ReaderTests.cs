using System.Device.Spi;
using ChargerFirmware.Emulator.Devices;
using ChargerFirmware.Emulator.Devices.Rfid;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

/// <summary>The driver over the package's reader over an emulated chip.</summary>
public sealed class Mfrc522ReaderTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly EmulatedMfrc522 _chip = new(new ReaderField());
    private readonly InlineBusExecutor _bus;
    private readonly List<string> _tokens = [];
    private readonly List<DeviceHealth> _healths = [];
    private int _opened;
    private long _transfers;
    private long _bytes;
    private Exception? _refusal;

    public Mfrc522ReaderTests() => _bus = new InlineBusExecutor(_loop.Time);

    [Theory]
    [InlineData("04A1B2C3")]
    [InlineData("04A1B2C3D4E5F6")]
    [InlineData("04A1B2C3D4E5F6071829")]
    public void A_card_is_reported_by_its_uid(string uid)
    {
        Reader();

        Present(uid);
        Wait(0.3);

        Assert.Equal([uid], _tokens);
        Assert.Equal([DeviceHealth.Present], _healths);
    }

    [Fact]
    public void A_card_that_stays_is_reported_once()
    {
        Reader();
        Present("04A1B2C3");

        Wait(60);

        Assert.Equal(["04A1B2C3"], _tokens);
    }

    [Fact]
    public void A_card_that_was_away_is_reported_again()
    {
        Reader();
        Present("04A1B2C3");
        Wait(1);

        _chip.Field.Remove();
        Wait(2);
        Present("04A1B2C3");
        Wait(1);

        Assert.Equal(["04A1B2C3", "04A1B2C3"], _tokens);
    }

    [Fact]
    public void A_card_that_only_wobbled_is_not()
    {
        Reader();
        Present("04A1B2C3");
        Wait(1);

        _chip.Field.Remove();
        Wait(0.5);
        Present("04A1B2C3");
        Wait(1);

        Assert.Equal(["04A1B2C3"], _tokens);
    }

    [Fact]
    public void One_missed_look_means_nothing()
    {
        Reader(new Mfrc522Options { PollMs = 250, ReleaseMs = 0 });
        Present("04A1B2C3");
        Wait(1.1);

        _chip.Field.Remove();
        Wait(0.25);
        Present("04A1B2C3");
        Wait(1);

        Assert.Equal(["04A1B2C3"], _tokens);
    }

    [Fact]
    public void Another_card_is_reported_at_once()
    {
        Reader();
        Present("04A1B2C3");
        Wait(0.3);

        Present("04D4E5F6");
        Wait(0.3);

        Assert.Equal(["04A1B2C3", "04D4E5F6"], _tokens);
    }

    [Theory]
    [InlineData(ReaderLine.StuckLow)]
    [InlineData(ReaderLine.StuckHigh)]
    public void A_dead_reader_is_lost_and_comes_back(ReaderLine line)
    {
        var reader = Reader();
        Wait(1);

        _chip.Line = line;
        Wait(0.45);
        Assert.Equal(DeviceHealth.Present, reader.Health);
        Wait(600);
        Assert.Equal(DeviceHealth.Lost, reader.Health);

        _chip.Line = ReaderLine.Intact;
        Present("04A1B2C3");
        Wait(0.3);
        Assert.Equal([DeviceHealth.Present, DeviceHealth.Lost, DeviceHealth.Present], _healths);
        Assert.Equal(["04A1B2C3"], _tokens);
    }

    [Fact]
    public void A_lost_reader_is_only_probed()
    {
        Reader();
        _chip.Line = ReaderLine.StuckLow;
        Wait(2);
        var before = _transfers;

        Wait(10);

        Assert.Equal(40, _transfers - before);
    }

    [Fact]
    public void A_reader_that_lost_power_reads_again()
    {
        Reader();
        Wait(1);

        _chip.LosePower();
        Present("04A1B2C3");
        Wait(0.3);

        Assert.Equal(["04A1B2C3"], _tokens);
        Assert.Equal([DeviceHealth.Present], _healths);
    }

    [Fact]
    public void A_card_on_a_reader_that_lost_power_is_not_reported_again()
    {
        Reader();
        Present("04A1B2C3");
        Wait(10);

        _chip.LosePower();
        Wait(10);

        Assert.Equal(["04A1B2C3"], _tokens);
    }

    [Fact]
    public void A_device_that_cannot_be_opened_is_tried_again()
    {
        _refusal = new IOException("planted");
        var reader = Reader();
        Wait(1);
        Assert.Equal(DeviceHealth.Lost, reader.Health);

        _refusal = null;
        Wait(0.3);
        Assert.Equal(DeviceHealth.Present, reader.Health);
        Assert.Equal(1, _opened);
    }

    [Fact]
    public void The_id_tag_is_as_the_back_end_wants_it()
    {
        Reader(new Mfrc522Options { ReverseUid = true, IdTagPrefix = "DE" });

        Present("04A1B2C3");
        Wait(0.3);

        Assert.Equal(["DEC3B2A104"], _tokens);
    }

    [Theory]
    [InlineData("", "04A1B2C3D4E5F6071829", CardStandard.Iso14443)]
    [InlineData("D", "D04A1B2C3D4E5F6071829", CardStandard.Unknown)]
    public void A_uid_is_reported_whatever_its_length_and_as_one_only_without_a_prefix(string prefix, string text, CardStandard standard)
    {
        var reader = Reader(new Mfrc522Options { IdTagPrefix = prefix });
        PresentedToken? presented = null;
        reader.Presented += token => presented = token;

        Present("04A1B2C3D4E5F6071829");
        Wait(0.3);

        Assert.Equal(new PresentedToken(text, standard), presented);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_random_uid_is_taken_or_left(bool accept, int expected)
    {
        Reader(new Mfrc522Options { AcceptRandomUid = accept });

        Present("08A1B2C3");
        Wait(0.3);

        Assert.Equal(expected, _tokens.Count);
    }

    [Fact]
    public void A_look_takes_the_time_of_its_transfers()
    {
        Reader();
        _loop.RunUntil(() => _healths.Count > 0, TimeSpan.FromSeconds(1));

        var transferred = TimeSpan.FromSeconds(8.0 * _bytes / 5_000_000);
        Assert.InRange(_loop.Elapsed, transferred - TimeSpan.FromMicroseconds(10), transferred + TimeSpan.FromMicroseconds(10));
    }

    [Fact]
    public void Two_hours_of_looking_are_cheap()
    {
        Reader(new Mfrc522Options { PollMs = 200 });

        Wait(7200);

        Assert.InRange(_transfers / 36_000.0, 1, 60);
    }

    [Fact]
    public void Disposal_ends_the_looking_and_switches_the_antenna_off()
    {
        var reader = Reader();
        Wait(1);

        _loop.Run(reader.Dispose);
        Wait(1);
        var before = _transfers;
        Wait(10);

        Assert.Equal(0, _transfers - before);
        Assert.False(_chip.Field.IsOn);
    }

    private Mfrc522Reader Reader(Mfrc522Options? options = null)
    {
        var reader = new Mfrc522Reader(_loop, _bus, Open, options ?? new Mfrc522Options());
        reader.Presented += token => _tokens.Add(token.Text);
        reader.Changed += () => _healths.Add(reader.Health);
        return reader;
    }

    private SpiDevice Open()
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }

        _opened++;
        var settings = new SpiConnectionSettings(0, 0) { ClockFrequency = 5_000_000 };
        return new EmulatedSpiDevice(_chip, settings, duration =>
        {
            _transfers++;
            _bytes += (long)Math.Round(duration.TotalSeconds * 5_000_000 / 8);
            _bus.Elapse(duration);
        });
    }

    private void Present(string uid) => _chip.Field.Present(Convert.FromHexString(uid));

    private void Wait(double seconds) => _loop.RunFor(TimeSpan.FromSeconds(seconds));
}
