using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class MeterMapTests
{
    private const string Sample = """
        {
          "manufacturer": "Nobody", "model": "Sample", "source": "made up", "function": 4, "wordOrder": "lowFirst",
          "blocks": [ { "address": 0, "count": 10 }, { "address": 90, "count": 4, "function": 3 } ],
          "quantities": {
            "energyImportWh": { "address": 90, "type": "u64", "scale": 10, "function": 3 },
            "powerW": { "address": 0, "type": "i32", "scale": 0.1, "notAvailable": [ "7FFFFFFF" ] },
            "phases": [ {
              "voltageV": { "address": 2, "type": "u16", "exponentAddress": 3, "exponentOffset": -3 },
              "currentA": { "address": 4, "type": "u32", "scale": 0.001 }
            } ],
            "frequencyHz": { "address": 6, "type": "i16", "scale": 0.1 }
          },
          "frames": [
            { "source": "x", "request": "01040000000271CB", "response": "010404 0001 0000 AA44", "values": { "powerW": 0.1 } },
            { "source": "x", "request": "01 03 00 5A 00 04 64 1A", "response": "01 03 08 00 02 00 00 00 00 00 00 B6 17", "values": { "energyImportWh": 20 } }
          ]
        }
        """;

    public static TheoryData<string> Models => [.. MeterMap.Models];

    [Fact]
    public void The_meters_of_the_design_are_there()
    {
        Assert.Contains("eastron-sdm630", MeterMap.Models);
        Assert.Contains("acrel-djsf1352-rn", MeterMap.Models);
    }

    /// <summary>Reading a map lets its frames prove it; so every file in hardware/meters is tested by being there.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_decodes_the_literal_frames_of_a_real_meter(string model)
    {
        var map = Load(model);

        Assert.InRange(map.Frames.Count, 2, int.MaxValue);
        Assert.All(map.Frames, frame => Assert.NotEmpty(frame.Values));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_shows_what_its_physics_measure_as_exactly_as_its_registers_can(string model)
    {
        var map = Load(model);
        Prop.ForAll(Values(map.Phases.Count), values =>
        {
            var image = new RegisterImage();
            map.Encode(values, image);
            var read = map.Decode(image)!;

            Near(map.EnergyImportWh, values.EnergyImportWh, read.EnergyImportWh);
            foreach (var (phase, sent, got) in map.Phases.Zip(values.Phases, read.Phases))
            {
                Near(phase.VoltageV, sent.VoltageV, got.VoltageV);
                Near(phase.CurrentA, sent.CurrentA, got.CurrentA);
                Near(phase.PowerW ?? map.PowerW!, phase.PowerW is null ? values.PowerW : sent.PowerW, got.PowerW);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("AA44", "AA45", "sample.json: $.frames[0].response: its CRC does not hold: expected AA44 at its end, found AA45")]
    [InlineData("\"01040000000271CB\"", "\"01\"", "sample.json: $.frames[0].request: too short for a frame with its CRC")]
    public void A_frame_that_was_copied_wrongly_is_refused_with_what_its_crc_should_be(string right, string wrong, string expected)
    {
        var refusal = Assert.Throws<BoardException>(() => MeterMap.Parse("sample.json", Sample.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal(expected, refusal.Message);
    }

    [Fact]
    public void Low_word_first_wide_and_exponent_registers_are_understood()
    {
        var map = MeterMap.Parse("sample.json", Sample);
        var image = new RegisterImage();
        image.Set(ModbusFunction.ReadInputRegisters, 0, [0x2345, 0x0001, 4321, 2, 1, 2, 499, 0, 0, 0]);
        image.Set(ModbusFunction.ReadHoldingRegisters, 90, [7, 0, 1, 0]);

        var values = map.Decode(image)!;

        Assert.Equal(((1L << 32) + 7) * 10.0, values.EnergyImportWh);
        Assert.Equal(0x12345 / 10.0, values.PowerW, 6);
        Assert.Equal(new PhaseReading(432.1, 131.073, 0x12345 / 10.0), Rounded(values.Phases[0]));
        Assert.Equal(49.9, values.FrequencyHz!.Value, 6);
    }

    [Fact]
    public void A_pattern_that_means_no_value_is_no_value()
    {
        var map = MeterMap.Parse("sample.json", Sample);
        var image = new RegisterImage();
        map.Encode(new MeterValues(0, 100, [default]), image);
        image.Set(ModbusFunction.ReadInputRegisters, 0, [0xFFFF, 0x7FFF]);

        Assert.Null(map.PowerW!.Decode(image));
    }

    [Theory]
    [InlineData("\"u64\"", "\"u63\"", "$.quantities.energyImportWh.type", "one of: u16")]
    [InlineData("\"address\": 90, \"type\": \"u64\"", "\"address\": 91, \"type\": \"u64\"", "$.quantities.energyImportWh.address", "no block reads registers 91 to 94")]
    [InlineData("\"count\": 4", "\"count\": 126", "$.blocks[1].count", "from 1 to 125")]
    [InlineData("\"count\": 4, \"function\": 3", "\"count\": 10", "$.blocks[1].count", "lengths must differ")]
    [InlineData("\"scale\": 10,", "\"scael\": 10,", "$.quantities.energyImportWh.scael", "unknown key")]
    [InlineData("\"voltageV\"", "\"voltage\"", "$.quantities.phases[0].voltage", "unknown key")]
    [InlineData("\"model\": \"Sample\",", "", "$.model", "missing")]
    [InlineData("\"7FFFFFFF\"", "\"7FFF\"", "$.quantities.powerW.notAvailable[0]", "8 hex digits")]
    [InlineData("AA44", "AA45", "$.frames[0].response", "CRC")]
    [InlineData("\"powerW\": 0.1 ", "\"powerW\": 0.2 ", "$.frames[0].values.powerW", "the map makes it 0.1")]
    [InlineData("\"energyImportWh\": 20", "\"powerW\": 20", "$.frames[1].values.powerW", "does not hold it")]
    [InlineData("\"energyImportWh\": 20", "\"power\": 20", "$.frames[1].values.power", "no such quantity")]
    [InlineData("\"scale\": 0.1, \"notAvailable\"", "\"scale\": 0, \"notAvailable\"", "$.quantities.powerW.scale", "other than 0")]
    public void A_wrong_map_is_refused_by_file_place_and_what_was_expected(string right, string wrong, string path, string problem)
    {
        Assert.Contains(right, Sample, StringComparison.Ordinal);

        var refusal = Assert.Throws<BoardException>(() => MeterMap.Parse("sample.json", Sample.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal("sample.json", refusal.File);
        Assert.Equal(path, refusal.Path);
        Assert.Contains(problem, refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_with_those_that_are()
    {
        var refusal = Assert.Throws<BoardException>(() => MeterMap.Load("eastron-sdm631"));

        Assert.Contains("eastron-sdm630", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emulated_meter_answers_a_literal_request_with_the_literal_answer()
    {
        var meter = new EmulatedMeter(MeterMap.Load("eastron-sdm630"), new FakeMeter { Phases = [new(230.2, 0, 0)] });

        Assert.Equal("0404" + "43663333", Convert.ToHexString(meter.Answer([4, 0, 0, 0, 2])));
    }

    private static Arbitrary<MeterValues> Values(int phases) => Arb.From(
        from energy in Gen.Choose(0, int.MaxValue)
        from numbers in Gen.ArrayOf(Gen.Choose(-1_000_000, 1_000_000), 2 * phases)
        let read = Enumerable.Range(0, phases).Select(index =>
        {
            var voltageV = Math.Abs(numbers[2 * index]) / 1000.0;
            var currentA = numbers[(2 * index) + 1] / 2000.0;
            return new PhaseReading(voltageV, currentA, voltageV * currentA);
        }).ToArray()
        select new MeterValues(energy, read.Sum(phase => phase.PowerW), read));

    private static PhaseReading Rounded(PhaseReading phase) =>
        new(Math.Round(phase.VoltageV, 6), Math.Round(phase.CurrentA, 6), Math.Round(phase.PowerW, 6));

    /// <summary>Half a count; with a power-of-ten register a count is a 32767th of the value or finer, and never finer than its offset.</summary>
    private static void Near(Register register, double expected, double actual)
    {
        var counts = register switch
        {
            { Type: RegisterType.F32 } => Math.Abs(expected) * 1.2e-7,
            { ExponentAddress: not null } => Math.Max(Math.Pow(10, register.ExponentOffset), Math.Abs(expected) / 3276) * register.Scale,
            _ => register.Scale,
        };
        Assert.InRange(actual, expected - (counts / 2) - 1e-9, expected + (counts / 2) + 1e-9);
    }

    /// <summary>A file's author needs what is wrong with the file, and not where in the reader it was found.</summary>
    private static MeterMap Load(string model)
    {
        try
        {
            return MeterMap.Load(model);
        }
        catch (BoardException refusal)
        {
            Assert.Fail(refusal.Message);
            throw;
        }
    }
}
