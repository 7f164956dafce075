using System.Text;
using ChargerFirmware.Hardware.Modbus.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusCrcTests
{
    [Fact]
    public void The_known_answer_of_the_catalogue_is_met() =>
        Assert.Equal(0x4B37, ModbusCrc.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void It_is_sent_low_byte_first() =>
        Assert.Equal(Convert.FromHexString("01040000000271CB"), ModbusCrc.Append(Convert.FromHexString("010400000002")));

    [Fact]
    public void One_flipped_bit_never_holds() => Prop.ForAll<byte[], int>((bytes, bit) =>
    {
        var frame = ModbusCrc.Append(bytes);
        if (bytes.Length > 0)
        {
            var place = (int)((uint)bit % (8 * frame.Length));
            frame[place / 8] ^= (byte)(1 << (place % 8));
            Assert.False(ModbusCrc.Holds(frame));
        }
    }).QuickCheckThrowOnFailure();
}
