using ChargerFirmware.Emulator.Devices.Rfid;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Rfid;

/// <summary>Frames by ISO/IEC 14443-3; the CRC of a HLTA frame is the well-known 57 CD.</summary>
public sealed class EmulatedCardTests
{
    private static readonly byte[] s_halt = [0x50, 0x00, 0x57, 0xCD];

    private readonly EmulatedCard _card = new([0x04, 0xA1, 0xB2, 0xC3]);

    [Theory]
    [InlineData(4, 0x04)]
    [InlineData(7, 0x44)]
    [InlineData(10, 0x84)]
    public void The_answer_to_a_request_gives_the_length_of_the_uid(int length, byte atqa)
    {
        var card = new EmulatedCard([.. Enumerable.Range(1, length).Select(value => (byte)value)]);

        Assert.Equal([atqa, 0x00], card.Answer([0x26], 7));
    }

    [Fact]
    public void Anticollision_gives_the_uid_and_its_check_byte()
    {
        _card.Answer([0x26], 7);

        Assert.Equal([0x04, 0xA1, 0xB2, 0xC3, 0x04 ^ 0xA1 ^ 0xB2 ^ 0xC3], _card.Answer([0x93, 0x20], 0));
    }

    [Fact]
    public void A_selected_card_that_is_requested_again_is_silent_once()
    {
        Select();

        Assert.Null(_card.Answer([0x26], 7));
        Assert.NotNull(_card.Answer([0x26], 7));
    }

    [Fact]
    public void A_halted_card_hears_the_wake_up_only()
    {
        Select();
        Assert.Null(_card.Answer(s_halt, 0));

        Assert.Null(_card.Answer([0x26], 7));
        Assert.Null(_card.Answer([0x26], 7));
        Assert.NotNull(_card.Answer([0x52], 7));
    }

    [Fact]
    public void A_woken_card_that_is_not_selected_goes_back_to_halt()
    {
        Select();
        _card.Answer(s_halt, 0);
        _card.Answer([0x52], 7);

        Assert.Null(_card.Answer(s_halt, 0));
        Assert.Null(_card.Answer([0x26], 7));
        Assert.NotNull(_card.Answer([0x52], 7));
    }

    [Fact]
    public void Without_field_it_forgets_that_it_was_halted()
    {
        Select();
        _card.Answer(s_halt, 0);

        _card.LoseField();

        Assert.NotNull(_card.Answer([0x26], 7));
    }

    [Fact]
    public void A_frame_with_a_wrong_check_is_not_answered()
    {
        _card.Answer([0x26], 7);
        var uid = _card.Answer([0x93, 0x20], 0)!;

        Assert.Null(_card.Answer([0x93, 0x70, .. uid, 0x00, 0x00], 0));
    }

    [Fact]
    public void A_uid_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new EmulatedCard([1, 2, 3, 4, 5]));

    private void Select()
    {
        _card.Answer([0x26], 7);
        var uid = _card.Answer([0x93, 0x20], 0)!;
        byte[] select = [0x93, 0x70, .. uid];
        Assert.Equal(0x08, _card.Answer([.. select, .. Crc(select)], 0)![0]);
    }

    private static byte[] Crc(byte[] bytes)
    {
        uint crc = 0x6363;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
            }
        }

        return [(byte)crc, (byte)(crc >> 8)];
    }
}
