using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class RegisterImageTests
{
    private const ModbusFunction Holding = ModbusFunction.ReadHoldingRegisters;
    private const ModbusFunction Input = ModbusFunction.ReadInputRegisters;

    private readonly RegisterImage _image = new();

    [Fact]
    public void Words_that_came_in_pieces_are_read_as_one()
    {
        _image.Set(Holding, 10, [10, 11]);
        _image.Set(Holding, 13, [13]);
        _image.Set(Holding, 12, [12]);
        _image.Set(Holding, 9, [9, 100]);

        Assert.Equal([9, 100, 11, 12, 13], Read(Holding, 9, 5));
    }

    [Fact]
    public void A_gap_is_not_made_up()
    {
        _image.Set(Holding, 10, [10]);
        _image.Set(Holding, 12, [12]);

        Assert.Null(Read(Holding, 10, 3));
        Assert.Null(Read(Holding, 11, 1));
        Assert.Equal([12], Read(Holding, 12, 1));
    }

    [Fact]
    public void Tables_are_apart_even_where_one_ends_and_the_next_begins()
    {
        _image.Set(Holding, 0xFFFF, [1]);
        _image.Set(Input, 0, [2]);

        Assert.Null(Read(Input, 0xFFFF, 1));
        Assert.Null(Read(Holding, 0xFFFF, 2));
        Assert.Equal([2], Read(Input, 0, 1));
    }

    private ushort[]? Read(ModbusFunction table, int address, int count)
    {
        var words = new ushort[count];
        return _image.TryGet(table, address, words) ? words : null;
    }
}
