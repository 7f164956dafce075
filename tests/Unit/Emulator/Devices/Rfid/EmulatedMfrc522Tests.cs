using ChargerFirmware.Emulator.Devices.Rfid;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Rfid;

/// <summary>Register by register, as NXP's data sheet describes it.</summary>
public sealed class EmulatedMfrc522Tests
{
    private readonly EmulatedMfrc522 _chip = new(new ReaderField());

    [Theory]
    [InlineData(0x01, 0x20)]
    [InlineData(0x02, 0x80)]
    [InlineData(0x04, 0x14)]
    [InlineData(0x0B, 0x08)]
    [InlineData(0x0C, 0x10)]
    [InlineData(0x0E, 0x80)]
    [InlineData(0x11, 0x3F)]
    [InlineData(0x14, 0x80)]
    [InlineData(0x1F, 0xEB)]
    [InlineData(0x26, 0x48)]
    [InlineData(0x37, 0x92)]
    public void Registers_start_at_their_reset_values(byte register, byte value) => Assert.Equal(value, Read(register));

    [Fact]
    public void One_frame_writes_many_bytes_to_one_register_and_reads_them_back()
    {
        Write(0x09, 1, 2, 3);

        Assert.Equal(3, Read(0x0A));
        byte[] frame = [0x92, 0x92, 0x92, 0x00];
        _chip.Transfer(frame, frame);
        Assert.Equal([1, 2, 3], frame[1..]);
        Assert.Equal(0, Read(0x0A));
    }

    [Fact]
    public void Bit_7_decides_whether_interrupt_bits_are_set_or_cleared()
    {
        Write(0x04, 0x7F);
        Assert.Equal(0x00, Read(0x04));

        Write(0x04, 0x81);
        Assert.Equal(0x01, Read(0x04));
    }

    [Fact]
    public void The_coprocessor_calculates_crc_a()
    {
        Write(0x0A, 0x80);
        Write(0x09, 0x50, 0x00);
        Write(0x01, 0x03);

        Assert.Equal(0x04, Read(0x05) & 0x04);
        Assert.Equal((0xCD, 0x57), (Read(0x21), Read(0x22)));
    }

    [Fact]
    public void A_full_fifo_shows_that_it_overflowed()
    {
        Write(0x09, new byte[65]);
        Assert.Equal((64, 0x10), (Read(0x0A), Read(0x06) & 0x10));

        Write(0x0A, 0x80);
        Assert.Equal((0, 0x00), (Read(0x0A), Read(0x06) & 0x10));
    }

    [Fact]
    public void A_card_answers_only_while_the_antenna_is_on()
    {
        _chip.Field.Present([1, 2, 3, 4]);
        Request();
        Assert.Equal(0x01, Read(0x04) & 0x31);

        Write(0x14, 0x83);
        Request();
        Assert.Equal(0x30, Read(0x04) & 0x31);
        Assert.Equal((0x04, 0x00), (Read(0x09), Read(0x09)));
    }

    [Fact]
    public void A_loss_of_power_switches_the_antenna_off()
    {
        Write(0x14, 0x83);

        _chip.LosePower();

        Assert.Equal(0x80, Read(0x14));
        Assert.False(_chip.Field.IsOn);
    }

    [Fact]
    public void A_dead_line_reads_the_same_everywhere()
    {
        _chip.Line = ReaderLine.StuckLow;
        Assert.Equal((0x00, 0x00), (Read(0x1F), Read(0x37)));

        _chip.Line = ReaderLine.StuckHigh;
        Assert.Equal((0xFF, 0xFF), (Read(0x1F), Read(0x37)));
    }

    private void Request()
    {
        Write(0x04, 0x7F);
        Write(0x0A, 0x80);
        Write(0x09, 0x26);
        Write(0x01, 0x0C);
        Write(0x0D, 0x87);
    }

    private byte Read(byte register)
    {
        byte[] frame = [(byte)(0x80 | (register << 1)), 0];
        _chip.Transfer(frame, frame);
        return frame[1];
    }

    private void Write(byte register, params byte[] values)
    {
        byte[] frame = [(byte)(register << 1), .. values];
        _chip.Transfer(frame, frame);
    }
}
