using System.Device.Gpio;
using System.Device.Spi;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Iot.Device.Card;
using Iot.Device.Rfid;

namespace Iot.Device.Mfrc522;

/// <summary>NXP's MFRC522 reader on SPI: finds ISO/IEC 14443 type A cards and reads their UID. One card at a time.</summary>
/// <remarks>Blocks while it waits for a card's answer, 36 ms of real time at most.</remarks>
public class MfRc522 : CardTransceiver, IDisposable
{
    public const int MaximumSpiClockFrequency = 10_000_000;
    public const SpiMode DefaultSpiMode = SpiMode.Mode0;

    private const byte AntennaOn = 0x03;
    private const byte GainBits = 0x70;

    private static readonly TimeSpan s_betweenRequests = TimeSpan.FromMilliseconds(10);

    private readonly SpiDevice _device;
    private readonly GpioController? _gpio;
    private readonly RegisterAccess _registers;
    private readonly TypeAExchange _exchange;
    private readonly int _pinReset;
    private readonly bool _shouldDispose;
    private bool _disposed;

    /// <param name="spiDevice">The chip's SPI device.</param>
    /// <param name="pinReset">The pin at its reset input; -1 when there is none.</param>
    /// <param name="gpioController">Where that pin is; a new one when null.</param>
    /// <param name="shouldDispose">The SPI device and the controller are disposed with the reader.</param>
    public MfRc522(SpiDevice spiDevice, int pinReset = -1, GpioController? gpioController = null, bool shouldDispose = true)
    {
        ArgumentNullException.ThrowIfNull(spiDevice);
        _device = spiDevice;
        _pinReset = pinReset;
        _shouldDispose = shouldDispose;
        _registers = new RegisterAccess(spiDevice);
        _exchange = new TypeAExchange(_registers);
        if (pinReset >= 0)
        {
            _gpio = gpioController ?? new GpioController();
            HardReset(_gpio);
        }

        _exchange.SetUp();
        Enabled = true;
    }

    public override uint MaximumReadSize => 62;

    public override uint MaximumWriteSize => 62;

    public Gain Gain
    {
        get => (Gain)(_registers.Read(Register.RfConfig) & GainBits);
        set => _registers.Write(Register.RfConfig, (byte)((_registers.Read(Register.RfConfig) & ~GainBits) | (byte)value));
    }

    /// <summary>1.0 or 2.0 for NXP's own chips; 0.0 for others, which usually work as well.</summary>
    public Version Version => _registers.Read(Register.Version) switch
    {
        0x91 => new Version(1, 0),
        0x92 => new Version(2, 0),
        _ => new Version(0, 0),
    };

    /// <summary>The antenna is on. False after a loss of power: the chip is back at its reset values and sees no card.</summary>
    public bool Enabled
    {
        get => (_registers.Read(Register.TxControl) & AntennaOn) == AntennaOn;
        set
        {
            if (value)
            {
                _registers.SetBits(Register.TxControl, AntennaOn);
            }
            else
            {
                _registers.ClearBits(Register.TxControl, AntennaOn);
            }
        }
    }

    public SerialSpeed SerialSpeed
    {
        get => (SerialSpeed)_registers.Read(Register.SerialSpeed);
        set => _registers.Write(Register.SerialSpeed, (byte)value);
    }

    /// <summary>Looks for a card until one was read or <paramref name="timeout"/> of real time is over; always once.</summary>
    /// <param name="card">The card, still selected; null when there was none.</param>
    /// <param name="timeout">A negative one looks exactly once.</param>
    public bool ListenToCardIso14443TypeA([NotNullWhen(true)] out Data106kbpsTypeA? card, TimeSpan timeout)
    {
        var atqa = new byte[2];
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (IsCardPresent(atqa) && _exchange.TrySelect(out var uid, out var sak))
            {
                card = new Data106kbpsTypeA(0, (ushort)(atqa[0] | (atqa[1] << 8)), sak, uid, null);
                return true;
            }

            if (Stopwatch.GetElapsedTime(began) >= timeout)
            {
                card = null;
                return false;
            }

            Thread.Sleep(s_betweenRequests);
        }
    }

    /// <summary>Asks whether a card is there.</summary>
    /// <param name="atqa">Takes the answer: 2 bytes.</param>
    /// <param name="reselect">True also wakes cards that were halted.</param>
    public bool IsCardPresent(byte[] atqa, bool reselect = false)
    {
        ArgumentNullException.ThrowIfNull(atqa);
        if (atqa.Length < 2)
        {
            throw new ArgumentException("The answer to a request has 2 bytes.", nameof(atqa));
        }

        return _exchange.Request(atqa.AsSpan(0, 2), reselect);
    }

    /// <summary>Sends the selected card to sleep; a card that obeys does not answer.</summary>
    /// <returns>True when nobody answered.</returns>
    public bool Halt() => _exchange.Halt();

    /// <summary>Switches the antenna off.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Enabled = false;
        if (_shouldDispose)
        {
            _device.Dispose();
            _gpio?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private void HardReset(GpioController gpio)
    {
        gpio.OpenPin(_pinReset, PinMode.Output, PinValue.Low);
        Thread.Sleep(1);
        gpio.Write(_pinReset, PinValue.High);

        // The oscillator takes 37.74 us after the start-up time of the crystal (data sheet, section 8.8.2).
        Thread.Sleep(38);
    }
}
