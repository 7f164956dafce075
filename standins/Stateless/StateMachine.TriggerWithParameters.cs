using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>A trigger together with the types of the arguments it carries.</summary>
    public class TriggerWithParameters
    {
        private readonly Type[] _argumentTypes;

        public TriggerWithParameters(TTrigger underlyingTrigger, params Type[] argumentTypes)
        {
            ArgumentNullException.ThrowIfNull(argumentTypes);
            Trigger = underlyingTrigger;
            _argumentTypes = argumentTypes;
        }

        public IEnumerable<Type> ArgumentTypes => _argumentTypes;

        public TTrigger Trigger { get; }

        /// <exception cref="ArgumentException">Count or type of an argument is not what the trigger carries.</exception>
        public void ValidateParameters(object[] args)
        {
            ArgumentNullException.ThrowIfNull(args);
            Arguments.Validate(args, _argumentTypes);
        }
    }

    public class TriggerWithParameters<TArg0> : TriggerWithParameters
    {
        public TriggerWithParameters(TTrigger underlyingTrigger)
            : base(underlyingTrigger, typeof(TArg0))
        {
        }
    }

    public class TriggerWithParameters<TArg0, TArg1> : TriggerWithParameters
    {
        public TriggerWithParameters(TTrigger underlyingTrigger)
            : base(underlyingTrigger, typeof(TArg0), typeof(TArg1))
        {
        }
    }
}
