using System.Device.Spi;
using ChargerFirmware.Emulator.Devices.Rfid;
using Iot.Device.Mfrc522;

namespace ChargerFirmware.Tests.Unit.StandIns.Iot;

/// <summary>The package's reader, whoever made the package, over the emulated chip.</summary>
public sealed class MfRc522Tests
{
    private readonly EmulatedMfrc522 _chip = new(new Antenna());
    private readonly MfRc522 _reader;

    public MfRc522Tests() => _reader = new MfRc522(Line());

    public static TheoryData<string, int> Uids => new()
    {
        { "04A1B2C3", 0x0004 },
        { "04A1B2C3D4E5F6", 0x0044 },
        { "04A1B2C3D4E5F6071829", 0x0084 },
    };

    [Theory]
    [MemberData(nameof(Uids))]
    public void It_reads_uids_of_every_length(string uid, int atqa)
    {
        _chip.Antenna.Present(Convert.FromHexString(uid));

        Assert.True(_reader.ListenToCardIso14443TypeA(out var card, TimeSpan.FromTicks(-1)));
        Assert.Equal(uid, Convert.ToHexString(card!.NfcId));
        Assert.Equal((atqa, 0x08), (card.Atqa, card.Sak));
    }

    [Fact]
    public void It_finds_nothing_where_nothing_is() =>
        Assert.False(_reader.ListenToCardIso14443TypeA(out _, TimeSpan.FromTicks(-1)));

    [Fact]
    public void A_halted_card_is_present_to_a_wake_up_only()
    {
        _chip.Antenna.Present([1, 2, 3, 4]);
        Assert.True(_reader.ListenToCardIso14443TypeA(out _, TimeSpan.FromTicks(-1)));
        Assert.True(_reader.Halt());

        Assert.False(_reader.IsCardPresent(new byte[2]));
        Assert.True(_reader.IsCardPresent(new byte[2], reselect: true));
    }

    [Fact]
    public void Its_properties_are_the_chips_registers()
    {
        Assert.True(_reader.Enabled);
        Assert.Equal(SerialSpeed.B9600, _reader.SerialSpeed);
        Assert.Equal(new Version(2, 0), _reader.Version);

        _reader.Gain = Gain.G48dB;
        Assert.Equal(Gain.G48dB, _reader.Gain);

        _chip.LosePower();
        Assert.False(_reader.Enabled);
    }

    [Fact]
    public void Disposal_switches_the_antenna_off()
    {
        _reader.Dispose();

        Assert.False(_chip.Antenna.Field);
    }

    [Fact]
    public void A_cut_line_fails_without_a_card()
    {
        _chip.Antenna.Present([1, 2, 3, 4]);
        _chip.Line = ReaderLine.StuckHigh;

        Assert.False(_reader.ListenToCardIso14443TypeA(out _, TimeSpan.FromTicks(-1)));
        Assert.Equal(0xFF, (int)_reader.SerialSpeed);
    }

    private EmulatedSpiDevice Line() => new(_chip, new SpiConnectionSettings(0, 0) { ClockFrequency = 5_000_000 }, static _ => { });
}
