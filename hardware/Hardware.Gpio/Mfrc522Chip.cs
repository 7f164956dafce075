using System.Device.Spi;
using Iot.Device.Mfrc522;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>The chip itself, used by its bus's executor only.</summary>
internal sealed class Mfrc522Chip(Func<SpiDevice> open) : IDisposable
{
    /// <summary>
    /// The reset value of SerialSpeed, which is not changed over SPI: one transfer shows whether a chip is there, also with the
    /// clones that report no version. A dead line reads 00 or FF.
    /// </summary>
    private const byte Alive = 0xEB;

    /// <summary>Less than no time: exactly one request, and no sleep whatever the wall clock does.</summary>
    private static readonly TimeSpan s_once = TimeSpan.FromTicks(-1);

    private readonly byte[] _atqa = new byte[2];
    private SpiDevice? _device;
    private MfRc522? _chip;

    /// <summary>Looks once for a card.</summary>
    /// <param name="holdsOne">A card was read before and may still be there, halted.</param>
    public Mfrc522Look Look(bool holdsOne)
    {
        try
        {
            _device ??= open();
            _chip ??= new MfRc522(_device, shouldDispose: false);
            return (byte)_chip.SerialSpeed == Alive ? LookForCard(holdsOne) : default;
        }
#pragma warning disable CA1031 // Whatever a library makes of garbage on the line: this reader does not answer.
        catch (Exception)
#pragma warning restore CA1031
        {
            Forget();
            return default;
        }
    }

    public void Dispose()
    {
        try
        {
            _chip?.Dispose();
        }
        catch (IOException)
        {
            // It is gone, and its antenna with it.
        }

        Forget();
    }

    private Mfrc522Look LookForCard(bool holdsOne)
    {
        if (!_chip!.Enabled)
        {
            // It lost power and is back with its antenna off: it would never see a card again. A new object sets it up.
            _chip = new MfRc522(_device!, shouldDispose: false);
        }

        if (_chip.ListenToCardIso14443TypeA(out var card, s_once) && card is { NfcId: { } uid })
        {
            _chip.Halt();
            return new Mfrc522Look(Answered: true, uid);
        }

        return new Mfrc522Look(Answered: true, SameCardIsThere: holdsOne && IsHaltedCardThere());
    }

    /// <summary>
    /// A halted card answers to nothing but a wake-up, and what then is no selection sends it back to HALT. Without this a card
    /// that lies on the reader would be reported anew whenever the field was off for a moment.
    /// </summary>
    private bool IsHaltedCardThere()
    {
        var isThere = _chip!.IsCardPresent(_atqa, reselect: true);
        if (isThere)
        {
            _chip.Halt();
        }

        return isThere;
    }

    private void Forget()
    {
        _chip = null;
        _device?.Dispose();
        _device = null;
    }
}
